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

    [Fact]
    public async Task Old_uploads_that_never_came_are_listed_over_all_sessions()
    {
        var (first, second) = (World.NewSession().Id, World.NewSession().Id);
        List<Upload> old = [];
        foreach (var session in new[] { first, second, first })
        {
            old.Add(World.NewUpload(session, UploadState.Pending));
            await Uploads.SaveAsync(old[^1], Cancellation);
        }

        await Uploads.SaveAsync(World.NewUpload(first, UploadState.Complete), Cancellation);
        await Uploads.SaveAsync(
            World.NewUpload(first, UploadState.Pending) with { CreatedAt = Now.AddSeconds(1) }, Cancellation);

        var listed = await Uploads.ListPendingAsync(Now.AddSeconds(1), 10, Cancellation);

        Assert.Equal(Ids(old), Ids(listed));
        Assert.Equal(old.Find(upload => upload.Session == second), listed.Single(upload => upload.Session == second));
        Assert.Equal(2, (await Uploads.ListPendingAsync(Now.AddSeconds(1), 2, Cancellation)).Count);
        Assert.Empty(await Uploads.ListPendingAsync(Now, 10, Cancellation));

        await Uploads.SaveAsync(old[0] with { State = UploadState.Complete }, Cancellation);
        Assert.Equal(Ids(old[1..]), Ids(await Uploads.ListPendingAsync(Now.AddSeconds(1), 10, Cancellation)));

        static IEnumerable<string> Ids(IEnumerable<Upload> uploads) =>
            uploads.Select(upload => upload.Id.Value).Order();
    }

    [Fact]
    public async Task Only_an_upload_that_never_came_can_be_removed()
    {
        var pending = World.NewUpload(World.NewSession().Id, UploadState.Pending);
        var complete = World.NewUpload(pending.Session, UploadState.Complete);
        await Uploads.SaveAsync(pending, Cancellation);
        await Uploads.SaveAsync(complete, Cancellation);

        Assert.False(await Uploads.RemovePendingAsync(pending.Session, complete.Id, Cancellation));
        Assert.False(await Uploads.RemovePendingAsync(World.NewSession().Id, pending.Id, Cancellation));
        Assert.True(await Uploads.RemovePendingAsync(pending.Session, pending.Id, Cancellation));
        Assert.False(await Uploads.RemovePendingAsync(pending.Session, pending.Id, Cancellation));

        Assert.Null(await Uploads.FindAsync(pending.Session, pending.Id, Cancellation));
        Assert.Equal(complete, await Uploads.FindAsync(pending.Session, complete.Id, Cancellation));
    }
}
