namespace TmuxBuilder.Core.Resources;

/// <summary>What is to become of something that the ledger has as unfinished.</summary>
public enum OrphanFate
{
    /// <summary>It may still be under way, or others see to it.</summary>
    Keep,

    /// <summary>It is used: it is made sure that it is whole, and then it is a fact.</summary>
    Confirm,

    /// <summary>Nothing leads to it: it is removed if it is there, then forgotten.</summary>
    Remove,
}
