namespace TmuxBuilder.Api.Chat;

/// <summary>Says what became of a cancellation.</summary>
/// <param name="State"><c>cancelled</c>, or <c>cancelling</c> while the agent is being interrupted.</param>
public sealed record TurnCancelled(string Guid, string TurnId, string State, string Message)
{
    public bool Success { get; } = true;
}
