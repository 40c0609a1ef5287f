namespace TmuxBuilder.Testing;

/// <summary>A call that reached the emulator.</summary>
/// <param name="Status">Of its answer; 0 when the answer was dropped.</param>
/// <param name="Code">The error's code, or null.</param>
/// <param name="Caller">The principal's ARN; null for a call that was not signed.</param>
public sealed record AwsCall(
    string Service, string Operation, int Status, string? Code, string? Caller, IReadOnlyList<AwsDecision> Decisions);

/// <summary>What a call was judged by.</summary>
/// <param name="Keys">The condition keys it could be judged by.</param>
public sealed record AwsDecision(string Action, string Resource, bool Allowed, IReadOnlyList<string>? Keys);
