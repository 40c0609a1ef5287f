namespace TmuxBuilder.Agent.Launch;

/// <summary>
/// Reads the status the wrapper recorded: a shell writes the signal that ended a program as 128 more.
/// </summary>
internal static class ExitStatus
{
    /// <summary>SIGKILL, which no process ends itself with.</summary>
    public const int Killed = 9;

    private const int SignalBase = 128;
    private const int LastSignal = 64;

    // SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGXCPU, SIGXFSZ, SIGSYS: see signal(7), "Core".
    private static readonly int[] Crashes = [3, 4, 5, 6, 7, 8, 11, 24, 25, 31];

    public static AgentSignal.Exited Read(int? status, bool serverGone)
    {
        int? signal = status is > SignalBase and <= SignalBase + LastSignal ? status - SignalBase : null;
        return new AgentSignal.Exited(status, signal, signal is { } number && Crashes.Contains(number), serverGone);
    }
}
