using System.Text.Json.Serialization;
using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Chat;

/// <summary>JSON of the chat.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(MessageAccepted))]
[JsonSerializable(typeof(CancelTurn))]
[JsonSerializable(typeof(TurnCancelled))]
[JsonSerializable(typeof(AnswerQuestion))]
[JsonSerializable(typeof(AnswerAccepted))]
[JsonSerializable(typeof(HistoryView))]
[JsonSerializable(typeof(ActivityView))]
internal sealed partial class ChatJson : JsonSerializerContext;
