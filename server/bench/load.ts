import autocannon from "autocannon";

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  readonly headers: Record<string, string>;
  /** Makes the body of each request. */
  readonly body: () => string;
  readonly expectedStatus: number;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/** Keeps `connections` requests under way for `seconds`. Throws when an answer is not the expected one: a fast error is no result. */
export function runLoad(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(
      {
        url: load.url,
        connections: load.connections,
        duration: load.seconds,
        requests: [
          { method: "POST", headers: load.headers, setupRequest: (request) => ({ ...request, body: load.body() }) },
        ],
      },
      (error, result) => {
        if (error) return reject(error);
        const wrong = result.non2xx + result.errors + result.timeouts;
        if (wrong > 0) return reject(new Error(`${wrong} requests to ${load.url} failed`));
        resolve({ perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 });
      },
    );
    instance.on("response", (_client, status) => {
      if (status !== load.expectedStatus) reject(new Error(`answered ${status} instead of ${load.expectedStatus}`));
    });
  });
}
