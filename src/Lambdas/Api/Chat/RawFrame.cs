using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Chat;

/// <summary>A frame that is JSON already.</summary>
[JsonConverter(typeof(RawFrameConverter))]
public readonly record struct RawFrame(ReadOnlyMemory<byte> Utf8);
