namespace TmuxBuilder.Hosting.Events;

/// <summary>An event is not what its kind has to be; the message names the part.</summary>
internal sealed class MalformedEventException(string message, Exception? cause = null) : Exception(message, cause);
