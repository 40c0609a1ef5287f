namespace TmuxBuilder.Api.Requests;

/// <summary>One request.</summary>
public sealed record RequestDetailView(RequestView Request)
{
    public bool Success { get; } = true;
}
