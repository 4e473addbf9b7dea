// Preloaded into the server and the worker that `npm start` runs. When the launcher is killed outright it cannot tell them
// to end; the closed channel does. Not unreferenced, it would keep a process alive that has nothing left to do.
process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
