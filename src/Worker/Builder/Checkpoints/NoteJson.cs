using System.Text.Json.Serialization;

namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>JSON of what is kept beside workspaces.</summary>
[JsonSourceGenerationOptions(RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(WorkspaceIndex))]
internal sealed partial class NoteJson : JsonSerializerContext;
