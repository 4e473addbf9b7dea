import { Backend } from "../notification.enums.ts";
import type { Gateway, GatewayMaker, GatewaySettings } from "./gateway.ts";
import { smsGateway } from "./sms-gateway.ts";
import { smtp } from "./smtp.ts";
import { whatsappCloud } from "./whatsapp-cloud.ts";

/** The one list of adapters to the outside. The console backend is none: it is the log itself. */
const makers: Readonly<Record<Exclude<Backend, Backend.CONSOLE>, GatewayMaker>> = {
  [Backend.SMS_GATEWAY]: smsGateway,
  [Backend.WHATSAPP_CLOUD]: whatsappCloud,
  [Backend.SMTP]: smtp,
};

export function gatewayOf(backend: Backend, settings: GatewaySettings): Gateway {
  if (backend === Backend.CONSOLE) throw new Error("the console backend needs no gateway");
  return makers[backend](settings);
}
