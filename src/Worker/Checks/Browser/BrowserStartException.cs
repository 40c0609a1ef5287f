namespace TmuxBuilder.Checks.Browser;

/// <summary>No browser could be started; the message is a sentence for whoever asked.</summary>
internal sealed class BrowserStartException(string message, Exception? inner = null) : Exception(message, inner);
