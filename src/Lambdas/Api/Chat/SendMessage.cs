using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Chat;

/// <summary>A message to the agent.</summary>
public sealed record SendMessage
{
    private const int MaxClientIdLength = 100;

    [Required]
    public string Guid { get; init; } = "";

    /// <summary>1–32,000 characters, taken as they are.</summary>
    [Required]
    public string Message { get; init; } = "";

    /// <summary>The client's own id of the message: a repeat is answered with the first turn and does nothing twice.</summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Complete uploads of this session that the message is about.</summary>
    public IReadOnlyList<string>? UploadIds { get; init; }

    internal static string LengthRule(string what) => string.Create(
        CultureInfo.InvariantCulture, $"{what} must have 1 to {TurnLimits.MaxMessageLength:N0} characters and say something.");

    /// <summary>Reads the uploads' ids, or says which fields are wrong.</summary>
    internal bool TryRead(
        out IReadOnlyList<UploadId> uploads, [NotNullWhen(false)] out IReadOnlyDictionary<string, string[]>? invalid)
    {
        var errors = new Dictionary<string, string[]>();
        if (!TurnLimits.Allows(Message))
        {
            errors["message"] = [LengthRule("A message")];
        }

        if (ClientMessageId is { Length: 0 or > MaxClientIdLength })
        {
            errors["client_message_id"] = [$"client_message_id must have 1 to {MaxClientIdLength} characters."];
        }

        uploads = Uploads(errors);
        invalid = errors.Count > 0 ? errors : null;
        return invalid is null;
    }

    private List<UploadId> Uploads(Dictionary<string, string[]> errors)
    {
        var ids = new List<UploadId>();
        foreach (var text in UploadIds ?? [])
        {
            if (ids.Count == MessageSender.MaxUploads || !UploadId.TryParse(text, null, out var id))
            {
                errors["upload_ids"] = [$"upload_ids must be at most {MessageSender.MaxUploads} ids of uploads."];
                break;
            }

            ids.Add(id);
        }

        return ids;
    }
}
