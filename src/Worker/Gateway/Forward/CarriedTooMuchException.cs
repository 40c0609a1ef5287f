namespace TmuxBuilder.Gateway.Forward;

/// <summary>A connection is cut for what it carried; the message is a sentence for people.</summary>
internal sealed class CarriedTooMuchException(string message) : IOException(message);
