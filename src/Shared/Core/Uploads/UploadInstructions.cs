using System.Text;

namespace TmuxBuilder.Core.Uploads;

/// <summary>Says to the agent what to do with the files a message brings.</summary>
public static class UploadInstructions
{
    /// <summary>Where the agent finds an upload, relative to its folder.</summary>
    public static string PathOf(Upload upload) => $"uploads/{upload.StoredName}";

    /// <summary>
    /// What the agent is told: the message as it was written, then each file with the instruction of its type. Without
    /// files it is the message alone.
    /// </summary>
    public static string Compose(string message, IReadOnlyList<Upload> uploads)
    {
        if (uploads.Count == 0)
        {
            return message;
        }

        var text = new StringBuilder(message);
        foreach (var upload in uploads)
        {
            text.Append(text.Length == 0 ? "" : "\n\n").Append("Uploaded file: ").Append(PathOf(upload)).Append('\n');
            text.Append(UploadTypes.OfName(upload.StoredName)?.Instruction ?? "Use this file").Append('.');
        }

        return text
            .Append("\n\nIf this project already has a website, use what was uploaded to update that website")
            .Append("; do not start a new one unless the message asks for it.")
            .ToString();
    }
}
