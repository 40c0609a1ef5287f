using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>One way out that is tried, and the same with the one protection off that is against it.</summary>
/// <param name="Class">What is attacked.</param>
/// <param name="Name">How, and what would be reached.</param>
/// <param name="TryAsync">Tries it against the product as it is; it has to be refused.</param>
/// <param name="ControlAsync">Tries it without the protection; it has to come through.</param>
internal sealed record Attempt(
    string Class,
    string Name,
    Func<EscapeWorld, CancellationToken, Task<Tried>> TryAsync,
    Func<EscapeWorld, CancellationToken, Task<Tried>> ControlAsync)
{
    /// <summary>By what sandboxes have to be kept within limits; <see langword="null"/> for anything.</summary>
    public Predicate<LimitRegime>? Where { get; init; }

    /// <summary>Only the machine's root, as whom a worker may run, has something to reach here.</summary>
    public bool ForRoot { get; init; }

    /// <summary>
    /// A script that runs outside every sandbox as the hostile session's user, whom somebody let out; against it stands
    /// nothing but that it is another user than the one for whom it comes through: the neighbour's, or the worker's.
    /// </summary>
    public static Attempt Outside(string @class, string name, string script, bool neighbours) => new(
        @class,
        name,
        (world, token) => world.RunOutsideAsync(world.Attacker, script, token),
        (world, token) => world.RunOutsideAsync(neighbours ? world.Neighbour : null, script, token))
    {
        Where = regime => regime == LimitRegime.UserPerSession,
    };

    /// <summary>A script that a hostile agent runs: status 0 says that it came through.</summary>
    public static Attempt Inside(string @class, string name, string script, Action<Launch, EscapeWorld> off) => new(
        @class,
        name,
        (world, token) => world.RunInsideAsync(script, token),
        (world, token) => world.RunControlAsync(script, off, token));

    /// <summary>A few lines of Perl with what <c>calls.pl</c> offers.</summary>
    public static Attempt Perl(string @class, string name, string perl, Action<Launch, EscapeWorld> off) => Inside(
        @class, name, $"cat >.attempt.pl <<'END'\nrequire './.calls.pl';\n{perl}\nEND\nexec perl .attempt.pl\n", off);
}
