namespace TmuxBuilder.Agent.Launch;

/// <summary>Where the agent finds things: fixed places in a sandbox, real ones without.</summary>
/// <param name="Folder">The session's folder.</param>
/// <param name="Sockets">The folder of <c>worker.sock</c>, <c>api.sock</c> and <c>proxy.sock</c>.</param>
/// <param name="Tools">The folder of <c>hook.sh</c> and <c>run.sh</c>.</param>
public sealed record AgentPaths(string Folder, string Sockets, string Tools)
{
    /// <summary>The places inside every sandbox.</summary>
    public static AgentPaths Sandboxed { get; } = new("/session", "/sock", "/opt/tb");

    public string WorkerSocket => $"{Sockets}/worker.sock";

    public string ApiSocket => $"{Sockets}/api.sock";

    public string Spool => $"{Folder}/.spool";
}
