using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Clients;

/// <summary>JSON of clients and their projects.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ProjectsView))]
[JsonSerializable(typeof(CreateProject))]
[JsonSerializable(typeof(ProjectCreated))]
[JsonSerializable(typeof(ChangeProject))]
[JsonSerializable(typeof(ProjectChanged))]
[JsonSerializable(typeof(SaveTheme))]
[JsonSerializable(typeof(ThemeSaved))]
[JsonSerializable(typeof(ChangeProfile))]
[JsonSerializable(typeof(ProfileView))]
internal sealed partial class ClientsJson : JsonSerializerContext;
