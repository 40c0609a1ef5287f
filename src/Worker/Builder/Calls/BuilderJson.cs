using System.Text.Json.Serialization;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Builder.Purging;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Builder.Workspaces;

namespace TmuxBuilder.Builder.Calls;

/// <summary>JSON of what the worker writes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(QuestionData))]
[JsonSerializable(typeof(AnswerData))]
[JsonSerializable(typeof(SiteData))]
[JsonSerializable(typeof(ScreenshotData))]
[JsonSerializable(typeof(UsageData))]
[JsonSerializable(typeof(PurgeReceipt))]
[JsonSerializable(typeof(StatusFile))]
[JsonSerializable(typeof(ChatFileLine))]
internal sealed partial class BuilderJson : JsonSerializerContext;
