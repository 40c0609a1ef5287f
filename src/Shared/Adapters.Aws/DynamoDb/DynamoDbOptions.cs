namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Where the tables are and how long they are waited for.</summary>
public sealed class DynamoDbOptions
{
    /// <summary>The table of everything but the ledger.</summary>
    public string Table { get; init; } = TableDefinition.Main.Name;

    /// <summary>The table of the ledger of resources.</summary>
    public string ResourcesTable { get; init; } = TableDefinition.Resources.Name;

    /// <summary>One call may take so long; then it is made again.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The clock that pauses between tries are measured by; never the one of the domain.</summary>
    public TimeProvider Pauses { get; init; } = TimeProvider.System;

    /// <summary>
    /// The pause before the second try is drawn from 0 to this, and from twice as much each time after.
    /// </summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(25);
}
