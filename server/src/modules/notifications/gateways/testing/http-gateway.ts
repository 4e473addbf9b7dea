import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
}

export interface HttpGateway {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** How the next requests are answered; `destroy` cuts the connection after the message was read. */
  answer: (request: SeenRequest, res: ServerResponse) => void;
  close(): Promise<void>;
}

export const json = (res: ServerResponse, status: number, body: object) =>
  void res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));

/** A gateway on this machine that notes what it was sent. */
export async function startHttpGateway(): Promise<HttpGateway> {
  const gateway = {
    seen: [] as SeenRequest[],
    url: "",
    answer: (_: SeenRequest, res: ServerResponse) => json(res, 200, {}),
  };
  const server = createServer((req, res) => {
    void text(req).then((body) => {
      const request = { path: req.url ?? "", headers: req.headers, body: JSON.parse(body) as Record<string, unknown> };
      gateway.seen.push(request);
      gateway.answer(request, res);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(gateway, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}
