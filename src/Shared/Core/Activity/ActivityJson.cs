using System.Text.Json.Serialization;

namespace TmuxBuilder.Core.Activity;

/// <summary>JSON of the values entries carry.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class ActivityJson : JsonSerializerContext;
