namespace TmuxBuilder.Core.Uploads;

/// <summary>A type of file that is accepted.</summary>
/// <param name="Extension">Lower-case, with its dot.</param>
public sealed record UploadType(string Extension, string ContentType, UploadKind Kind)
{
    /// <summary>The kind as portals know it: <c>image pdf document text</c>.</summary>
    public string Wire => Kind.ToString().ToLowerInvariant();

    /// <summary>What the agent is told to do with such a file.</summary>
    public string Instruction => Kind switch
    {
        UploadKind.Image => "Analyze this image and create a website based on what you see",
        UploadKind.Pdf => "Read this PDF and create a website based on its contents",
        _ => "Read this file and create a website based on its contents",
    };
}
