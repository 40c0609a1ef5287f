namespace TmuxBuilder.Builder.Publishing;

/// <summary>A release could not be published; the message is fit for the agent.</summary>
internal sealed class PublishException(string message, Exception? inner = null) : Exception(message, inner);
