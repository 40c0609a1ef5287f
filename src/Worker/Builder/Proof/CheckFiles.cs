using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Builder.Publishing;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Builder.Proof;

/// <summary>
/// Keeps the report and the pictures of a release's check where the chat's files are. Their ids follow from the
/// release and where it was opened: a check made again after a crash replaces what the first one left, and one of the
/// live site leaves what the chat showed before.
/// </summary>
internal sealed class CheckFiles(
    SiteRecords records, IUploadStore uploads, IBlobStore blobs, UploadClock clock, TimeProvider time)
{
    private const string Picture = "image/jpeg";

    /// <summary>Whose check it is, and the lease it is kept under.</summary>
    /// <param name="AtAddress">Whether the release was opened at the site's address, not from its files.</param>
    public sealed record Place(SessionId Session, Site Site, ReleaseId Release, bool AtAddress, LeaseToken Lease);

    /// <exception cref="PublishException">The session was taken over.</exception>
    public Task<Attachment> KeepReportAsync(Place place, CheckReport report, CancellationToken cancellationToken) =>
        KeepAsync(
            place,
            new Attachment("", "report", $"{place.Site.Slug}-check.json", "application/json", 0),
            Encoding.UTF8.GetBytes(report.ToJson()),
            cancellationToken);

    /// <summary>The whole first page and its beginning, small; none where none was taken.</summary>
    /// <exception cref="PublishException">The session was taken over.</exception>
    public async Task<(Attachment? Whole, Attachment? Small)> KeepPicturesAsync(
        Place place, CheckScreenshots pictures, CancellationToken cancellationToken)
    {
        var whole = new Attachment("", "screenshot", $"{place.Site.Slug}.jpg", Picture, 0);
        var small = new Attachment("", "thumbnail", $"{place.Site.Slug}-small.jpg", Picture, 0);
        return (
            pictures.Desktop is { IsEmpty: false } page
                ? await KeepAsync(place, whole, page, cancellationToken)
                : null,
            pictures.Thumbnail is { IsEmpty: false } beginning
                ? await KeepAsync(place, small, beginning, cancellationToken)
                : null);
    }

    /// <summary>A report as it was kept; <see langword="null"/> when it is gone.</summary>
    public async Task<CheckReport?> ReadReportAsync(
        SessionId session, Attachment? report, CancellationToken cancellationToken)
    {
        if (!UploadId.TryParse(report?.Id, null, out var id)
            || await blobs.OpenAsync(UploadKeys.Complete(session, id), cancellationToken) is not { } content)
        {
            return null;
        }

        using var reader = new StreamReader(content);
        return CheckReport.Parse(await reader.ReadToEndAsync(cancellationToken));
    }

    private async Task<Attachment> KeepAsync(
        Place place, Attachment described, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var (session, _, release, atAddress, lease) = place;
        var id = IdOf(release, atAddress ? $"live {described.Kind}" : described.Kind);
        await records.CheckOwnedAsync(lease, cancellationToken);
        using var content = new MemoryStream(bytes.ToArray());
        var upload = new Upload
        {
            Id = id,
            Session = session,
            Filename = described.Filename,
            StoredName = $"{clock.Next()}_{described.Filename}",
            ContentType = described.ContentType,
            Size = await blobs.PutAsync(UploadKeys.Complete(session, id), content, cancellationToken),
            BlobKey = UploadKeys.Complete(session, id),
            State = UploadState.Complete,
            CreatedAt = time.GetUtcNow(),
        };
        await uploads.SaveAsync(upload, cancellationToken);
        return described with { Id = id.Value, Size = upload.Size };
    }

    private static UploadId IdOf(ReleaseId release, string what)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{release.Value} {what}"));
        return UploadId.Parse(Convert.ToHexStringLower(hash)[..UploadId.Length]);
    }
}
