using System.Text.Json;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Builder.Tests.Proof;

/// <summary>What tests of checks say again and again.</summary>
internal static class Published
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(Machine machine)
    {
        /// <summary>A session whose agent has published <paramref name="content"/> and goes on.</summary>
        public async Task<(Session Session, Turn Turn, FakePane Pane)> PublishedAsync(string content = "one")
        {
            var (session, turn, pane) = await machine.AcceptedAsync();
            await machine.PublishAsync(session, pane, content);
            return (session, turn, pane);
        }

        /// <summary>The release the session's one site shows.</summary>
        public async Task<Release> ShownAsync(Session session)
        {
            var site = await machine.SiteAsync(session);
            return (await machine.Get<ISiteStore>().FindReleaseAsync(site.Id, site.CurrentRelease!.Value, Token))!;
        }

        /// <summary>The turn that waits or runs to mend what a check found.</summary>
        public Task<Turn> RepairAsync(Session session, int attempt = 1) => machine.Pulse.UntilAsync(
            async () => (await machine.Turns.ListRecentAsync(session.Id, 20, Token))
                .FirstOrDefault(turn => turn.Repair?.Attempt == attempt),
            Token);

        /// <summary>The last line the chat has of the turn.</summary>
        public async Task<ChatMessage> LastLineAsync(Session session, Turn turn) =>
            (await machine.LinesAsync(session)).Last(line => line.Turn == turn.Id);

        public async Task<CheckReport> ReportAsync(Session session, ChatMessage line)
        {
            var report = Assert.Single(line.Attachments, attachment => attachment.Kind == "report");
            var upload = await machine.Get<IUploadStore>().FindAsync(session.Id, UploadId.Parse(report.Id), Token);
            Assert.Equal((UploadState.Complete, report.Size), (upload?.State, upload?.Size));
            await using var content = await machine.Get<IBlobStore>().OpenAsync(upload!.BlobKey, Token);
            using var reader = new StreamReader(content!);
            return CheckReport.Parse(await reader.ReadToEndAsync(Token))!;
        }

        /// <summary>The values of the turn's frames of a type, oldest first.</summary>
        public async Task<IReadOnlyList<JsonElement>> DataAsync(Session session, string type) =>
        [
            .. (await machine.EntriesAsync(session)).Where(entry => entry.Entry.Type == type)
                .Select(entry => JsonElement.Parse(entry.Entry.DataJson)),
        ];
    }
}
