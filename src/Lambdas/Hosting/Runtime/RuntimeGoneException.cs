namespace TmuxBuilder.Hosting.Runtime;

/// <summary>
/// The Runtime API cannot be reached, or does not speak as it should: the process must be started anew.
/// </summary>
internal sealed class RuntimeGoneException(string message, Exception? cause = null) : Exception(message, cause);
