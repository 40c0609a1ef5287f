namespace TmuxBuilder.Core.Paging;

/// <summary>A page asked for.</summary>
/// <param name="Limit">1–200.</param>
/// <param name="Cursor">Opaque, from the page before; <see langword="null"/> for the first.</param>
public sealed record PageRequest(int Limit, string? Cursor = null)
{
    public const int MaxLimit = 200;
}
