namespace TmuxBuilder.Builder.Turns;

/// <summary>What a failure of the model means for a turn.</summary>
internal enum ModelFault
{
    /// <summary>It may be over already: asked once more, then the turn fails.</summary>
    Passing,

    /// <summary>It has too much to do: the turn is parked.</summary>
    Overloaded,

    /// <summary>A rate or usage limit is reached: the turn is parked.</summary>
    Limited,

    /// <summary>Our key or account is refused: admins are told, the turn is parked.</summary>
    KeyRefused,

    /// <summary>Our set-up is wrong: admins are told, the turn fails.</summary>
    Misconfigured,

    /// <summary>The answer would not fit: the turn fails.</summary>
    TooLong,

    /// <summary>The same would come of it again: the turn fails.</summary>
    Lasting,
}
