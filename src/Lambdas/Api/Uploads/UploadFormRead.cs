using TmuxBuilder.Api.Conventions;

namespace TmuxBuilder.Api.Uploads;

/// <summary>A form that was read, or what is wrong with it.</summary>
internal sealed class UploadFormRead
{
    private readonly UploadForm? form;

    public UploadFormRead(UploadForm form) => this.form = form;

    public UploadFormRead(ProblemResult refusal) => Refusal = refusal;

    public ProblemResult? Refusal { get; }

    public UploadForm Form => form ?? throw new InvalidOperationException("The form was refused.");
}
