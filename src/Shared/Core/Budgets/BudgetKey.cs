using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Budgets;

/// <summary>Whose budget it is.</summary>
/// <param name="Subject">
/// The turn's id, the session's, or the client's address in lower case; empty for what holds for all of the scope that
/// have none of their own.
/// </param>
/// <param name="Session">Of a turn or a session, the session; the budget goes with it.</param>
public sealed record BudgetKey(BudgetScope Scope, string Subject, SessionId? Session = null)
{
    /// <summary>Holds for everything, and there is one of it.</summary>
    public static readonly BudgetKey Platform = new(BudgetScope.Platform, "");

    /// <summary>Holds for all of the scope that have none of their own.</summary>
    public static BudgetKey Default(BudgetScope scope) => new(scope, "");

    public static BudgetKey Of(SessionId session, TurnId turn) => new(BudgetScope.Turn, turn.Value, session);

    public static BudgetKey Of(SessionId session) => new(BudgetScope.Session, session.Value, session);

    public static BudgetKey Of(string client) => new(BudgetScope.Client, client.ToLowerInvariant());
}
