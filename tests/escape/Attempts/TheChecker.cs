using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>
/// What an agent's page could do once it had taken the checker's browser over: programs run in the browser's place.
/// </summary>
internal static class TheChecker
{
    public static IReadOnlyList<Attempt> All { get; } =
    [
        Inside(
            "reach a service on the host's loopback", "exec 3<>/dev/tcp/127.0.0.1/@PORT@ && read -r line <&3",
            Off.NetworkNamespace),
        Inside(
            "ask the cloud's metadata service", "exec 3<>/dev/tcp/169.254.169.254/80 && read -r line <&3",
            Off.NetworkNamespace),
        Inside("read a session's files", "read -r line <@KEY@; [ -n \"$line\" ]", Off.HiddenHost),
        Inside("see the host's processes", "[ -e /proc/@WORKER@ ]", Off.ProcessNamespace),
        Inside("write beside the devices", "echo x >/dev/mine", Off.ReadOnlyDevices),
        new Attempt(
            "checker SSRF", "another service of this machine by the browser's own proxy",
            (world, token) => CheckerWorld.AskAsync(world, ["site.localhost:1"], "site.localhost", token),
            (world, token) => CheckerWorld.AskAsync(
                world, [$"site.localhost:{world.HostPort}"], "site.localhost", token)),
        new Attempt(
            "checker SSRF", "another site of this machine by the browser's own proxy",
            (world, token) => CheckerWorld.AskAsync(world, ["site.localhost:1"], "other.localhost", token),
            (world, token) => CheckerWorld.AskAsync(
                world, [$"other.localhost:{world.HostPort}"], "other.localhost", token)),
    ];

    private static Attempt Inside(string name, string script, Action<Launch, EscapeWorld> off) => new(
        "checker SSRF",
        name,
        (world, token) => CheckerWorld.RunAsync(world, script, null, token),
        (world, token) => CheckerWorld.RunAsync(world, script, off, token));
}
