using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class UploadStoreContract : PortContract
{
    private IUploadStore Uploads => World.Get<IUploadStore>();

    [Fact]
    public async Task An_upload_is_found_in_its_session_as_it_was_saved()
    {
        var upload = World.NewUpload(World.NewSession().Id, UploadState.Pending);

        await Uploads.SaveAsync(upload, Cancellation);

        Assert.Equal(upload, await Uploads.FindAsync(upload.Session, upload.Id, Cancellation));
        Assert.Null(await Uploads.FindAsync(World.NewSession().Id, upload.Id, Cancellation));
        Assert.Null(await Uploads.FindAsync(upload.Session, UploadId.New(Time), Cancellation));
    }

    [Fact]
    public async Task Complete_uploads_are_listed_oldest_first()
    {
        var session = World.NewSession().Id;
        var second = World.NewUpload(session, UploadState.Complete) with { CreatedAt = Now.AddSeconds(1) };
        var first = World.NewUpload(session, UploadState.Complete);
        await Uploads.SaveAsync(second, Cancellation);
        await Uploads.SaveAsync(first, Cancellation);
        await Uploads.SaveAsync(World.NewUpload(session, UploadState.Pending), Cancellation);
        await Uploads.SaveAsync(World.NewUpload(World.NewSession().Id, UploadState.Complete), Cancellation);

        Assert.Equal([first, second], await Uploads.ListAsync(session, Cancellation));
    }

    [Fact]
    public async Task A_save_replaces_and_outlives_the_process()
    {
        var upload = World.NewUpload(World.NewSession().Id, UploadState.Pending);
        await Uploads.SaveAsync(upload, Cancellation);
        var complete = upload with { State = UploadState.Complete, Size = 7, ContentType = "text/plain" };
        await Uploads.SaveAsync(complete, Cancellation);

        await World.ReopenAsync();

        Assert.Equal([complete], await Uploads.ListAsync(upload.Session, Cancellation));
    }
}
