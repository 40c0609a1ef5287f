namespace TmuxBuilder.Core.Activity;

/// <summary>Something that happened in a session, as it was said: not yet redacted, filtered or numbered.</summary>
/// <param name="Type">The frame's type, such as <c>status</c>.</param>
/// <param name="Message">Text for people.</param>
/// <param name="DataJson">The value as JSON text; <see langword="null"/> = the message as a JSON string.</param>
/// <param name="Status">What it changes of the live status; <see langword="null"/> = what its type implies.</param>
/// <param name="AdminsOnly">Keeps it from clients and shares, like an entry the filter drops.</param>
public sealed record ActivityEvent(
    string Type,
    string Message,
    string? DataJson = null,
    TurnId? Turn = null,
    string? TraceId = null,
    StatusPatch? Status = null,
    bool AdminsOnly = false);
