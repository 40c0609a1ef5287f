namespace TmuxBuilder.Core.Ports;

/// <summary>Where and how a client sends the bytes of an upload.</summary>
/// <param name="Fields">Form fields, in order, when the method is POST.</param>
public sealed record UploadTarget(
    string Method,
    Uri Url,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, string> Headers);
