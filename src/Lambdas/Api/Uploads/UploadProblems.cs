using System.Diagnostics;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Says to a client why a file was refused.</summary>
internal static class UploadProblems
{
    private static readonly string Accepted = string.Join(' ', UploadTypes.All.Select(type => type.Extension));

    public static ProblemResult Of(UploadOutcome outcome) => outcome switch
    {
        UploadOutcome.Unknown => Problems.NotFound("upload"),
        UploadOutcome.TypeNotAccepted => Problems.Refused(
            415, "upload.type_not_accepted", $"This type of file is not accepted; accepted are {Accepted}."),
        UploadOutcome.TypeMismatch => Problems.Refused(
            415, "upload.type_mismatch", "The file's content is not what its name says."),
        UploadOutcome.TooLarge => Problems.UploadTooLarge(),
        UploadOutcome.Empty => Problems.Invalid("file", "The file is empty."),
        UploadOutcome.SizeMismatch => Problems.Refused(
            422, "upload.size_mismatch", "Not as many bytes arrived as were announced; send the file again."),
        UploadOutcome.Missing => Problems.Conflict("upload.missing", "The bytes of the file have not arrived yet."),
        UploadOutcome.AlreadyComplete =>
            Problems.Conflict("upload.complete", "This upload is complete and takes no more bytes."),
        _ => throw new UnreachableException($"An upload that came out as {outcome} is no problem."),
    };
}
