using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;
using TmuxBuilder.Records.Activity;
using TmuxBuilder.Records.Audit;
using TmuxBuilder.Records.Chat;
using TmuxBuilder.Records.Clients;
using TmuxBuilder.Records.Operations;
using TmuxBuilder.Records.Requests;
using TmuxBuilder.Records.Resources;
using TmuxBuilder.Records.Sessions;
using TmuxBuilder.Records.Sites;
using TmuxBuilder.Records.Turns;
using TmuxBuilder.Records.Uploads;

namespace TmuxBuilder.Records.Tests;

/// <summary>What is in files out there: a change here needs a V2 beside it, or a migration.</summary>
public sealed class StoredShapeTests
{
    private static readonly DateTimeOffset At = new(2026, 2, 4, 7, 25, 31, TimeSpan.Zero);
    private static readonly SessionId Session = SessionId.Parse(new string('a', SessionId.Length));
    private static readonly TurnId Turn = TurnId.Parse(new string('b', TurnId.Length));
    private static readonly MessageId Message = MessageId.Parse(new string('c', MessageId.Length));

    [Fact]
    public void A_session() => Assert.Equal(
        """{"email":"e","client_name":"ä","name":"n","phone":"p","initial_request":"i","state":"Ready","archived":true,"created_at":"2026-02-04T07:25:31+00:00","updated_at":"2026-02-04T07:25:31+00:00","deployed_url":"u"}""",
        SessionRecordV1.Write(new Session
        {
            Id = Session,
            Email = "e",
            ClientName = "ä",
            Name = "n",
            Phone = "p",
            InitialRequest = "i",
            State = SessionState.Ready,
            Archived = true,
            CreatedAt = At,
            UpdatedAt = At,
            DeployedUrl = "u",
        }));

    [Fact]
    public void A_turn() => Assert.Equal(
        """{"id":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","state":"TimedOut","origin":"Initial","message":"cccccccccccccccccccccccccccccccc","text":"t","attempts":2,"prompt_file":"f","created_at":"2026-02-04T07:25:31+00:00","ended_at":"2026-02-04T07:25:31+00:00"}""",
        TurnRecordV1.Write(new Turn
        {
            Id = Turn,
            Session = Session,
            State = TurnState.TimedOut,
            Origin = TurnOrigin.Initial,
            Message = Message,
            Text = "t",
            Attempts = 2,
            PromptFile = "f",
            CreatedAt = At,
            EndedAt = At,
        }));

    [Fact]
    public void A_chat_line() => Assert.Equal(
        """{"role":"Assistant","content":"漢 <b>","at":"2026-02-04T07:25:31+00:00","turn":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","client_message_id":"m-1","attachments":[{"id":"1","kind":"upload","filename":"f","content_type":"image/png","size":5}]}""",
        ChatRecordV1.Write(new ChatMessage
        {
            Id = Message,
            Role = ChatRole.Assistant,
            Content = "漢 <b>",
            Timestamp = At,
            Turn = Turn,
            ClientMessageId = "m-1",
            Attachments = [new Attachment("1", "upload", "f", "image/png", 5)],
        }));

    [Fact]
    public void A_chat_line_without_attachments() => Assert.Equal(
        """{"role":"User","content":"c","at":"2026-02-04T07:25:31+00:00"}""",
        ChatRecordV1.Write(new ChatMessage { Id = Message, Role = ChatRole.User, Content = "c", Timestamp = At }));

    [Fact]
    public void An_entry() => Assert.Equal(
        """{"type":"status","message":"m","data":"1","raw":"r","at":"2026-02-04T07:25:31+00:00","phase":"p","progress":3,"status_message":"s"}""",
        ActivityRecordV1.Write(new NewEntry
        {
            Type = "status",
            Message = "m",
            DataJson = "1",
            RawMessage = "r",
            Timestamp = At,
            Status = new StatusPatch("p", 3, "s"),
        }));

    [Fact]
    public void A_request() => Assert.Equal(
        """{"name":"n","email":"e","phone":"","initial_request":"i","status":"Pending","created_at":"2026-02-04T07:25:31+00:00","updated_at":"2026-02-04T07:25:31+00:00"}""",
        RequestRecordV1.Write(new BuildRequest
        {
            Id =
                RequestId.Parse(Turn.Value), Name =
                    "n", Email = "e", InitialRequest = "i", CreatedAt = At, UpdatedAt = At,
        }));

    [Fact]
    public void A_site() => Assert.Equal(
        """{"name":"n","url":"u","state":"Live","created_at":"2026-02-04T07:25:31+00:00","updated_at":"2026-02-04T07:25:31+00:00"}""",
        SiteRecordV1.Write(new Site
        {
            Id = SiteId.Parse(Turn.Value),
            Session = Session,
            Slug = "s",
            Name = "n",
            Bucket = "b",
            Url = "u",
            State = SiteState.Live,
            CreatedAt = At,
            UpdatedAt = At,
        }));

    [Fact]
    public void A_release() => Assert.Equal(
        """{"state":"Current","created_at":"2026-02-04T07:25:31+00:00","files":1,"bytes":2,"call":"c"}""",
        ReleaseRecordV1.Write(new Release
        {
            Id = ReleaseId.Parse(Turn.Value),
            Site = SiteId.Parse(Turn.Value),
            State = ReleaseState.Current,
            CreatedAt = At,
            Files = 1,
            Bytes = 2,
            CallId = "c",
        }));

    [Fact]
    public void A_releases_check() => Assert.Contains(
        """"check":{"at":"2026-02-04T07:25:31+00:00","passed":false,"at_address":true,"pages":3,"errors":2,"warnings":1,"report":{"id":"1","kind":"report","filename":"f","content_type":"application/json","size":5}}}"""",
        ReleaseRecordV1.Write(new Release
        {
            Id = ReleaseId.Parse(Turn.Value),
            Site = SiteId.Parse(Turn.Value),
            CreatedAt = At,
            Check = new ReleaseCheck
            {
                At = At,
                Passed = false,
                AtAddress = true,
                Pages = 3,
                Errors = 2,
                Warnings = 1,
                Report = new Attachment("1", "report", "f", "application/json", 5),
            },
        }),
        StringComparison.Ordinal);

    [Fact]
    public void A_chat_line_that_begins_a_repair() => Assert.Equal(
        """{"role":"Assistant","content":"c","at":"2026-02-04T07:25:31+00:00","origin":"Repair"}""",
        ChatRecordV1.Write(new ChatMessage
        {
            Id = Message, Role = ChatRole.Assistant, Content = "c", Timestamp = At, Origin = TurnOrigin.Repair,
        }));

    [Fact]
    public void An_upload() => Assert.Equal(
        """{"filename":"f","stored_name":"s","content_type":"c","size":1,"blob_key":"k","state":"Complete","created_at":"2026-02-04T07:25:31+00:00"}""",
        UploadRecordV1.Write(new Upload
        {
            Id = UploadId.Parse(Turn.Value),
            Session = Session,
            Filename = "f",
            StoredName = "s",
            ContentType = "c",
            Size = 1,
            BlobKey = "k",
            State = UploadState.Complete,
            CreatedAt = At,
        }));

    [Fact]
    public void The_small_ones()
    {
        Assert.Equal(
            """{"created_at":"2026-02-04T07:25:31+00:00","metadata":{"Region":"eu"}}""",
            ResourceRecordV1.Write(new ResourceRecord(
                Session,
                ResourceKind.Bucket,
                "i",
                ResourceStage.Fact,
                At,
                new Dictionary<string, string> { ["Region"] = "eu" })));
        Assert.Equal(
            """{"email":"e","name":"n","phone":"p","avatar_url":"a","theme":"t"}""",
            ClientRecordV1.Write(new ClientProfile("e", "n", "p", "a", "t")));
        Assert.Equal(
            """{"at":"2026-02-04T07:25:31+00:00","actor":"a","action":"x","subject":"s","detail":"{}","trace":"t"}""",
            AuditRecordV1.Write(new AuditRecord(At, "a", "x", "s", "{}", "t")));
        Assert.Equal(
            """{"state":"done","detail":"d","receipt":"r"}""",
            OperationItemV1.Write(new OperationItem("s", "done", "d", "r")));
    }
}
