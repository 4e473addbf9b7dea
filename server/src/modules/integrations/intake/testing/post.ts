/** What the intake answered. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly headers: Headers;
  readonly requestId: string | null;
  readonly text: string;
  readonly body: {
    readonly id?: string;
    readonly status?: string | number;
    readonly duplicate?: boolean;
    readonly request_id?: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly message: string }[];
    readonly results?: readonly {
      readonly index: number;
      readonly id?: string;
      readonly status: string;
      readonly duplicate?: boolean;
    }[];
  };
}

export interface PostOptions {
  readonly path?: string;
  /** Null: no key at all. */
  readonly key?: string | null;
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

export type Post = (body: string | Buffer | object, options?: PostOptions) => Promise<Answer>;

/** Posts to the intake over real HTTP. */
export function poster(url: string, defaultKey: string): Post {
  return async (body, { path = "/api/integrations/events/", key = defaultKey, method = "POST", headers = {} } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { "content-type": "application/json", ...(key === null ? {} : { "x-api-key": key }), ...headers },
      body:
        method === "GET"
          ? undefined
          : typeof body === "string" || Buffer.isBuffer(body)
            ? (body as BodyInit)
            : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      headers: response.headers,
      requestId: response.headers.get("x-request-id"),
      text,
      body: JSON.parse(text) as Answer["body"],
    };
  };
}

let count = 0;

/** A good event with an id of its own. */
export const anEvent = (fields: object = {}): Record<string, unknown> => ({
  source_system: "HIS",
  event_id: `HIS-TEST-${++count}`,
  event_code: "LAB_ORDER_COMPLETED",
  encounter_id: `E-TEST-${count}`,
  ...fields,
});
