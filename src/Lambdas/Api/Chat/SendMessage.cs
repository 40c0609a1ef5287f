using System.ComponentModel.DataAnnotations;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Validation;

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

    /// <summary>
    /// The client's own id of the message: a repeat is answered with the first turn and does nothing twice; with
    /// another text or other files it is refused.
    /// </summary>
    public string? ClientMessageId { get; init; }

    /// <summary>Complete uploads of this session that the message is about.</summary>
    public IReadOnlyList<string>? UploadIds { get; init; }

    /// <summary>The uploads' ids; what is wrong with the message is noted in <paramref name="checks"/>.</summary>
    internal IReadOnlyList<UploadId> Read(FieldChecks checks)
    {
        checks.Message("message", Message);
        if (ClientMessageId is { Length: 0 or > MaxClientIdLength })
        {
            checks.Fail("client_message_id", $"client_message_id must have 1 to {MaxClientIdLength} characters.");
        }

        var ids = new List<UploadId>();
        foreach (var text in UploadIds ?? [])
        {
            if (ids.Count == MessageSender.MaxUploads || !UploadId.TryParse(text, null, out var id))
            {
                checks.Fail("upload_ids", $"upload_ids must be at most {MessageSender.MaxUploads} ids of uploads.");
                break;
            }

            ids.Add(id);
        }

        return ids;
    }
}
