namespace TmuxBuilder.Testing;

/// <summary>What goes wrong with the next calls of an operation.</summary>
public sealed record AwsFault
{
    /// <summary>"dynamodb:PutItem", "s3:*", "*".</summary>
    public required string Operation { get; init; }

    /// <summary>error: answered with a code; drop: the connection ends without an answer; hold: it waits.</summary>
    public string Kind { get; init; } = "error";

    /// <summary>before: the call does nothing; after: it does its work, and then goes wrong.</summary>
    public string Effect { get; init; } = "before";

    /// <summary>How many calls go wrong; -1: all of them.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many calls go well before.</summary>
    public int Sparing { get; init; }

    public string Code { get; init; } = "InternalServerError";

    public int Status { get; init; } = 500;

    /// <summary>Only calls whose body holds this text.</summary>
    public string Contains { get; init; } = "";

    public static AwsFault Throttled(string operation, int times = 1) => new()
    {
        Operation = operation,
        Times = times,
        Code = operation.StartsWith("s3:", StringComparison.Ordinal) ? "SlowDown" : "ThrottlingException",
        Status = operation.StartsWith("s3:", StringComparison.Ordinal) ? 503 : 400,
    };

    public static AwsFault Broken(string operation, int times = 1) => new() { Operation = operation, Times = times };

    public static AwsFault Expired(string operation, int times = 1) => new()
    {
        Operation = operation,
        Times = times,
        Code = operation.StartsWith("dynamodb:", StringComparison.Ordinal) ? "ExpiredTokenException" : "ExpiredToken",
        Status = 400,
    };

    /// <summary>The call does its work, but nobody learns of it.</summary>
    public static AwsFault AnswerLost(string operation, int times = 1) =>
        new() { Operation = operation, Times = times, Kind = "drop", Effect = "after" };

    /// <summary>The call waits until the fault is ended.</summary>
    public static AwsFault Held(string operation, int times = 1) =>
        new() { Operation = operation, Times = times, Kind = "hold" };
}
