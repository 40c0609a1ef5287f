namespace TmuxBuilder.Adapters.Aws.Files;

/// <summary>Writes the header that has a browser save bytes under a name (RFC 6266).</summary>
internal static class ContentDisposition
{
    /// <summary>For browsers of today the name as it is, for others what of it is plain.</summary>
    public static string Attachment(string filename)
    {
        var plain = string.Concat(
            filename.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return $"attachment; filename=\"{plain}\"; filename*=UTF-8''{Uri.EscapeDataString(filename)}";
    }
}
