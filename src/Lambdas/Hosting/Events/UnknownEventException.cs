namespace TmuxBuilder.Hosting.Events;

/// <summary>An event is of no kind that this function handles.</summary>
internal sealed class UnknownEventException(string message) : Exception(message);
