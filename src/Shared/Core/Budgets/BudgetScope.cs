namespace TmuxBuilder.Core.Budgets;

/// <summary>What a budget holds for, from the narrowest to the widest.</summary>
public enum BudgetScope
{
    /// <summary>One message's way through the agent, however often it is set aside.</summary>
    Turn,

    /// <summary>All of a session, as long as it exists.</summary>
    Session,

    /// <summary>All sessions of one e-mail address, in a month of UTC.</summary>
    Client,

    /// <summary>Everything, in a month of UTC.</summary>
    Platform,
}
