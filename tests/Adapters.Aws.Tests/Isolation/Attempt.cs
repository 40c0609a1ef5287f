namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>Something a session's keys must not do, and somebody else's may.</summary>
/// <param name="Class">What it is after.</param>
/// <param name="Prepare">Makes what it aims at, for the attack and for its control each.</param>
/// <param name="Act">Does it as somebody, to what was prepared.</param>
/// <param name="Restore">Undoes what the control did.</param>
internal sealed record Attempt(
    string Class,
    string Name,
    Func<Neighbours, Task<string>> Prepare,
    Func<Neighbours, Caller, string, Task> Act,
    Func<Neighbours, Task>? Restore = null)
{
    public static Attempt To(
        string kind, string name, Func<Neighbours, Caller, Task> act, Func<Neighbours, Task>? restore = null) =>
        new(kind, name, _ => Task.FromResult(""), (all, caller, _) => act(all, caller), restore);

    public override string ToString() => $"{Class}: {Name}";
}
