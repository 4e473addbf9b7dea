import { AuditActorResolver, AuditChangeNamesResolver } from "./audit-actor.resolver.ts";
import { auditList } from "./audit.list.ts";
import type { ModuleDefinition } from "../core/index.ts";
import { AccountLink } from "./account-link.entity.ts";
import { AccountLinkResolver } from "./account-link.resolver.ts";
import { ApiKey } from "./api-key.entity.ts";
import { authRoutes } from "./auth.routes.ts";
import { viewerById } from "./authenticate.ts";
import { ListPreference } from "./list-preference.entity.ts";
import { RefreshSession } from "./refresh-session.entity.ts";
import { RoleAssignment } from "./role-assignment.entity.ts";
import { SavedView } from "./saved-view.entity.ts";
import { ListPreferenceResolver, SavedViewResolver } from "./saved-view.resolver.ts";
import { SessionResolver } from "./session.resolver.ts";
import { ServiceAccountResolver } from "./service-account.resolver.ts";
import { UserBulkResolver } from "./user-bulk.resolver.ts";
import { userVerbs } from "./user.bulk.ts";
import { UserAdminResolver } from "./user-admin.resolver.ts";
import { UserPreference } from "./user-preference.entity.ts";
import { User } from "./user.entity.ts";
import { userList } from "./user.list.ts";
import { PresenceResolver } from "./presence.resolver.ts";
import { UserSessionResolver } from "./user-session.resolver.ts";
import { ViewAs } from "./view-as.entity.ts";
import { ViewAsResolver } from "./view-as.resolver.ts";
import { ApiKeyResolver } from "./api-key.resolver.ts";
import { RoleAssignmentResolver, UserConnection, UserResolver } from "./user.resolver.ts";

export { ApiKey, RefreshSession, RoleAssignment, User, UserConnection };
export { createApiKey } from "./api-key.service.ts";
export { UserKind } from "./user.entity.ts";
export { ScopeType } from "./role-assignment.entity.ts";
export { matrixDocument } from "./role-matrix.document.ts";
export { Role, roleMatrix } from "./role-matrix.ts";
export { ViewerType } from "./viewer.type.ts";
export { bearerOf, viewerOfApiKey, viewerOfRequest, viewerOfToken } from "./authenticate.ts";
export { callerRoute } from "./caller.route.ts";
export { downloadRoute, fileLink, uploadRoute, type KeptFile } from "./file.routes.ts";
export { createRateLimit, type RateLimit } from "./rate-limit.ts";
export { assignablePeople } from "./assignable.ts";
export { loadDirectory } from "./directory.ts";
export {
  choose,
  departmentPath,
  holdersOf,
  managersOf,
  maySeeAt,
  mayWorkAt,
  type Directory,
  type Member,
  type WorkPlace,
} from "./directory.rules.ts";
export { mentionedIds } from "./mention.rules.ts";
export { checkMentions, mentionablePeople } from "./mention.service.ts";
export { loadPeople, personBehind, personOf } from "./people.loader.ts";
export { shortToken } from "./session.service.ts";
export { loadViewer } from "./viewer.service.ts";
export { hashPassword } from "./password.rules.ts";
export { createFirstAdmin } from "./user-admin.service.ts";
export { accountLinkIssued } from "./account-link.events.ts";
export { linkMessages } from "./account-link.service.ts";
export { viewerChanged } from "./viewer.events.ts";
export { sha256 } from "./token.rules.ts";

export const accountsModule: ModuleDefinition = {
  name: "accounts",
  entities: [
    User,
    UserPreference,
    RoleAssignment,
    RefreshSession,
    AccountLink,
    ApiKey,
    ViewAs,
    SavedView,
    ListPreference,
  ],
  resolvers: [
    SessionResolver,
    UserSessionResolver,
    UserResolver,
    UserAdminResolver,
    UserBulkResolver,
    RoleAssignmentResolver,
    AccountLinkResolver,
    ServiceAccountResolver,
    ApiKeyResolver,
    SavedViewResolver,
    ListPreferenceResolver,
    ViewAsResolver,
    AuditActorResolver,
    AuditChangeNamesResolver,
    PresenceResolver,
  ],
  lists: [userList, auditList],
  bulkVerbs: userVerbs,
  loadViewer: viewerById,
  routes: authRoutes,
};
