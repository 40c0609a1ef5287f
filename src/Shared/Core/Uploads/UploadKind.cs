namespace TmuxBuilder.Core.Uploads;

/// <summary>What a file is to the agent: decides the instruction that goes with it.</summary>
public enum UploadKind
{
    Image,
    Pdf,
    Document,
    Text,
}
