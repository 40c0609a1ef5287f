using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using TmuxBuilder.DemoAgent.Files;
using TmuxBuilder.DemoAgent.Pages;
using TmuxBuilder.DemoAgent.Sites;
using TmuxBuilder.DemoAgent.Understanding;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>
/// One request from reading it to its summary. Nothing is remembered before the site's files stand, and what is
/// remembered is not applied again, so a turn that was cut off at any point may simply start over.
/// </summary>
internal sealed partial class BuildTurn(SessionFiles files, MemoryFile memoryFile, Tools tools, TimeProvider time)
{
    private const int MaxPrompt = 1024 * 1024;
    private const int MaxTold = 200;
    private const string Dist = "code/dist";
    private static readonly TimeSpan DeployLimit = TimeSpan.FromMinutes(10);

    /// <summary>Carries out the request in a prompt file and returns the last words of the turn.</summary>
    public async Task<string> RunAsync(string promptPath, CancellationToken turn)
    {
        var (bytes, refusal) = await tools.ReadAsync(promptPath, MaxPrompt, turn);
        if (bytes is null)
        {
            return $"I did not read {promptPath}: {refusal}.";
        }

        try
        {
            return await CarryOutAsync(promptPath, bytes, turn);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await tools.NotifyAsync(turn, "error", Told($"The session folder cannot be written: {exception.Message}"));
            return "The session folder cannot be written, so the site was not built.";
        }
    }

    private async Task<string> CarryOutAsync(string promptPath, byte[] bytes, CancellationToken turn)
    {
        await tools.NotifyAsync(turn, "ack");
        await tools.NotifyAsync(turn, "status", "The demo builder read your request (no AI model is used)");
        var prompt = PromptText.Read(Encoding.UTF8.GetString(bytes));
        if (prompt.IsRepair)
        {
            return await FinishAsync(Summary.NotMended(), "Nothing was mended.", turn);
        }

        var key = prompt.Mark ?? $"{Path.GetFileName(promptPath)} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        var (memory, finished) = await UnderstandAsync(prompt.Request, key, memoryFile.Load(), turn);
        var site = memory.Sites.First(known => known.Slug == finished.Slug);
        if (!finished.HasWork)
        {
            memoryFile.Save(memory);
            return await FinishAsync(Summary.Unchanged(finished, site), "Nothing was changed.", turn);
        }

        await WriteSiteAsync(site, turn);
        memoryFile.Save(memory);
        return await PublishAsync(memory, finished, site, turn);
    }

    private async Task<(Memory Memory, FinishedRequest Finished)> UnderstandAsync(
        string request, string key, Memory memory, CancellationToken turn)
    {
        await tools.NotifyAsync(turn, "phase", "Planning");
        await tools.NotifyAsync(turn, "progress", "10");
        if (memory.Finished.FirstOrDefault(known => known.Key == key) is { } before
            && memory.Sites.Any(site => site.Slug == before.Slug))
        {
            await tools.NotifyAsync(turn, "working", "Taking up this request again");
            return (memory, before);
        }

        var uploads = UploadReader.Read(request, files);
        var understood = RequestReader.Read(request, uploads, memory.Sites, memory.Current);
        var site = understood.Site;
        await tools.NotifyAsync(turn, "found", Told(understood.IsNew
            ? $"A {site.Kind.ToString().ToLowerInvariant()} site: “{site.Title}”"
            : $"A change to “{site.Title}”: {string.Join("; ", understood.Done.DefaultIfEmpty("nothing I can do"))}"));
        var finished = new FinishedRequest(
            key, site.Slug, understood.IsNew, understood.HasWork, understood.Done, understood.NotDone);
        return (memory.With(site).With(finished), finished);
    }

    private async Task WriteSiteAsync(SiteModel site, CancellationToken turn)
    {
        await tools.NotifyAsync(turn, "phase", "Building");
        await tools.NotifyAsync(turn, "working", Told($"Writing the pages of “{site.Title}”"));
        await tools.NotifyAsync(turn, "progress", "25");
        if (Directory.Exists(files.At(Dist)))
        {
            Directory.Delete(files.At(Dist), recursive: true);
        }

        var missing = CopyPictures(site);
        var shown = site with { Pictures = [.. site.Pictures.Except(missing)] };
        foreach (var file in SiteWriter.Write(shown, time.GetUtcNow().Year))
        {
            var path = $"{Dist}/{file.Path}";
            if (Path.GetExtension(file.Path) == ".svg")
            {
                files.Write(path, file.Content);
                continue;
            }

            await tools.WriteAsync(path, file.Content, turn);
            await tools.NotifyAsync(turn, "created", path);
        }

        await tools.NotifyAsync(turn, "progress", "60");
    }

    /// <summary>Copies uploads into the site's assets and returns those that are gone.</summary>
    private List<SitePicture> CopyPictures(SiteModel site)
    {
        var missing = new List<SitePicture>();
        foreach (var picture in site.Pictures)
        {
            if (files.Read(picture.Upload, UploadReader.MaxBytes).Bytes is { } bytes)
            {
                files.Write($"{Dist}/assets/{picture.Asset}", bytes);
            }
            else
            {
                missing.Add(picture);
            }
        }

        return missing;
    }

    private async Task<string> PublishAsync(
        Memory memory, FinishedRequest finished, SiteModel site, CancellationToken turn)
    {
        await tools.NotifyAsync(turn, "phase", "Publishing");
        var deploy = await tools.RunAsync("deploy.sh", ["--project", site.Slug, "--dir", Dist], DeployLimit, turn);
        var url = UrlPattern().Matches(deploy.Output).LastOrDefault()?.Value;
        if (!deploy.Succeeded || url is null)
        {
            var reason = Words.Cut(Words.Clean(deploy.Errors + "\n" + deploy.Output).Trim(), 1500);
            reason = reason.Length > 0 ? reason : "deploy.sh printed no address";
            await tools.WriteAsync("summary.md", Summary.Failed(site, "publish", reason), turn);
            await tools.NotifyAsync(turn, "summary");
            await tools.NotifyAsync(turn, "error", Told($"Publishing failed: {reason}"));
            return $"Publishing failed: {Told(reason)}";
        }

        site = site with { Url = url };
        memoryFile.Save(memory.With(site));
        return await FinishAsync(Summary.Built(finished, site, url), $"The site “{site.Title}” is at {url}", turn);
    }

    private async Task<string> FinishAsync(string summary, string lastWords, CancellationToken turn)
    {
        await tools.WriteAsync("summary.md", summary, turn);
        await tools.NotifyAsync(turn, "progress", "100");
        await tools.NotifyAsync(turn, "summary");
        await tools.NotifyAsync(turn, "done");
        return $"{lastWords} (demo builder: no AI model is used)";
    }

    /// <summary>One line for an argument of a script.</summary>
    private static string Told(string text) => Words.Cut(Words.Line(text), MaxTold);

    [GeneratedRegex(@"https?://[^\s""'<>]+")]
    private static partial Regex UrlPattern();
}
