using TmuxBuilder.DemoAgent.Sites;

namespace TmuxBuilder.DemoAgent.Understanding;

/// <summary>Puts uploaded pictures and texts into a site.</summary>
internal static class UploadApplier
{
    private const int MaxPictures = 12;

    public static SiteModel Apply(SiteModel site, IReadOnlyList<UploadedFile> uploads, Findings findings)
    {
        foreach (var upload in uploads)
        {
            if (upload.PictureExtension is { } extension)
            {
                site = AddPicture(site, upload.Path, extension, findings);
            }
            else if (upload.Text is { } text && StoryReader.Read(text) is { Count: > 0 } blocks)
            {
                site = site with
                {
                    Story = blocks,
                    Sections = [.. site.Sections.Append(SectionKind.Story).Distinct().Order()],
                };
                findings.Did("used the text you sent");
            }
            else
            {
                findings.Left(upload.Problem ?? $"using {upload.Path}: it is empty");
            }
        }

        return site;
    }

    private static SiteModel AddPicture(SiteModel site, string upload, string extension, Findings findings)
    {
        var known = site.Pictures.Where(picture => picture.Upload != upload).ToList();
        // The newest picture is the one at the top of the page.
        var number = Enumerable.Range(1, known.Count + 1)
            .First(n => !known.Exists(picture => picture.Asset.StartsWith($"picture-{n}.", StringComparison.Ordinal)));
        findings.Did("put your picture at the top of the page; I did not look at what it shows");
        return site with
        {
            Pictures = [new SitePicture(upload, $"picture-{number}{extension}"), .. known.Take(MaxPictures - 1)],
        };
    }
}
