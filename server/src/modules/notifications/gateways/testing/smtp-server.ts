import { createServer, type AddressInfo, type Socket } from "node:net";

export interface SmtpServer {
  readonly url: string;
  readonly mails: { from: string; to: string[]; data: string }[];
  /** Answers by verb that differ from success; `DROP` cuts the connection. */
  readonly answers: Partial<Record<"MAIL" | "RCPT" | "DATA" | "END" | "AUTH", string>>;
  close(): Promise<void>;
}

/** As much of RFC 5321 as a client needs: greeting, EHLO, AUTH PLAIN, MAIL, RCPT, DATA, QUIT. */
export async function startSmtpServer(): Promise<SmtpServer> {
  const state: Pick<SmtpServer, "mails" | "answers"> = { mails: [], answers: {} };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let buffered = "";
    let mail = { from: "", to: [] as string[], data: "" };
    let isData = false;
    const say = (line: string) => void socket.write(`${line}\r\n`);
    const reply = (verb: keyof SmtpServer["answers"], usual: string) => {
      const answer = state.answers[verb] ?? usual;
      if (answer === "DROP") socket.destroy();
      else say(answer);
      return answer === usual;
    };
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") return say("250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME");
      if (verb === "AUTH") return void reply("AUTH", "235 ok");
      if (verb === "MAIL") {
        mail = { from: line, to: [], data: "" };
        return void reply("MAIL", "250 ok");
      }
      if (verb === "RCPT") {
        if (reply("RCPT", "250 ok")) mail.to.push(line);
        return;
      }
      if (verb === "DATA") return void (isData = reply("DATA", "354 go on"));
      say(verb === "QUIT" ? "221 bye" : "250 ok");
    };
    say("220 test");
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      buffered += chunk.toString("utf8");
      for (;;) {
        const end = isData ? buffered.indexOf("\r\n.\r\n") : buffered.indexOf("\r\n");
        if (end < 0) return;
        const piece = buffered.slice(0, end);
        buffered = buffered.slice(end + (isData ? 5 : 2));
        if (!isData) command(piece);
        else {
          isData = false;
          if (reply("END", "250 taken")) state.mails.push({ ...mail, data: piece });
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...state,
    url: `smtp://user@127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
