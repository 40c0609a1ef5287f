using System.Text.Json.Nodes;
using Amazon.CDK.Assertions;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>What is kept is kept, closed, encrypted, and reached by TLS alone.</summary>
public sealed class ProtectionTests
{
    public static TheoryData<bool> Stages() => [false, true];

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_bucket_is_closed_encrypted_and_refuses_the_clear(bool full)
    {
        var stage = Of(full);
        var policies = stage.OfType("AWS::S3::BucketPolicy").ToList();
        Assert.All(stage.OfType("AWS::S3::Bucket"), bucket =>
        {
            var properties = bucket.Resource["Properties"]!;
            var block = properties["PublicAccessBlockConfiguration"]!.AsObject();
            Assert.Equal(4, block.Count(one => one.Value!.GetValue<bool>()));
            Assert.NotNull(properties["BucketEncryption"]);
            Assert.Contains(policies, policy =>
                policy.Resource["Properties"]!["Bucket"]!.ToJsonString().Contains(bucket.Name, StringComparison.Ordinal)
                && RefusesTheClear(policy.Resource));
        });
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_queue_is_encrypted_refuses_the_clear_and_puts_dead_letters_aside(bool full)
    {
        var stage = Of(full);
        var queues = stage.OfType("AWS::SQS::Queue").ToList();
        var policies = stage.OfType("AWS::SQS::QueuePolicy").ToList();

        Assert.Equal(4, queues.Count);
        Assert.Equal(2, queues.Count(queue => queue.Resource["Properties"]!["RedrivePolicy"] is not null));
        Assert.All(queues, queue =>
        {
            Assert.True((bool)queue.Resource["Properties"]!["SqsManagedSseEnabled"]!);
            Assert.Contains(policies, policy =>
                policy.Resource["Properties"]!["Queues"]!.ToJsonString()
                    .Contains($"\"{queue.Name}\"", StringComparison.Ordinal)
                && RefusesTheClear(policy.Resource));
        });
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Alarms_are_told_by_tls_alone(bool full)
    {
        var topic = Assert.Single(Of(full).OfType("AWS::SNS::Topic"));
        var policy = Assert.Single(Of(full).OfType("AWS::SNS::TopicPolicy")).Resource;

        Assert.Contains(
            $"\"{topic.Name}\"", policy["Properties"]!["Topics"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.True(RefusesTheClear(policy));
    }

    [Fact]
    public void Tables_are_as_the_adapters_define_them_and_can_be_restored()
    {
        foreach (var definition in new[] { TableDefinition.Main, TableDefinition.Resources })
        {
            Stage.Plain.Data.HasResource("AWS::DynamoDB::Table", new Dictionary<string, object>
            {
                ["DeletionPolicy"] = "Retain",
                ["UpdateReplacePolicy"] = "Retain",
                ["Properties"] = Match.ObjectLike(new Dictionary<string, object>
                {
                    ["TableName"] = definition.Name,
                    ["BillingMode"] = "PAY_PER_REQUEST",
                    ["DeletionProtectionEnabled"] = true,
                    ["PointInTimeRecoverySpecification"] = new Dictionary<string, object>
                    {
                        ["PointInTimeRecoveryEnabled"] = true,
                    },
                }),
            });
        }

        Assert.Contains("tea-resources", Stage.Full.Templates["Data"].ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_in_the_stack_of_state_stays_when_it_goes()
    {
        string[] passing = ["AWS::S3::BucketPolicy", "AWS::SQS::Queue", "AWS::SQS::QueuePolicy"];
        var resources = Stage.Plain.Templates["Data"]["Resources"]!.AsObject()
            .Where(one => !passing.Contains((string?)one.Value!["Type"])).ToList();

        Assert.NotEmpty(resources);
        Assert.All(resources, one => Assert.Equal("Retain", (string?)one.Value!["DeletionPolicy"]));
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Nothing_calls_a_worker(bool full)
    {
        var stage = Of(full);

        Assert.Empty(stage.OfType("AWS::EC2::SecurityGroupIngress"));
        Assert.All(
            stage.OfType("AWS::EC2::SecurityGroup"),
            group => Assert.Null(group.Resource["Properties"]!["SecurityGroupIngress"]));
    }

    [Fact]
    public void A_workers_role_cannot_be_had_without_a_token_nor_from_behind_it()
    {
        Stage.Plain.Workers.HasResourceProperties("AWS::EC2::LaunchTemplate", new Dictionary<string, object>
        {
            ["LaunchTemplateData"] = Match.ObjectLike(new Dictionary<string, object>
            {
                ["MetadataOptions"] = new Dictionary<string, object>
                {
                    ["HttpTokens"] = "required",
                    ["HttpPutResponseHopLimit"] = 1,
                },
                ["KeyName"] = Match.Absent(),
            }),
        });
        Stage.Plain.Workers.HasResourceProperties("AWS::EC2::LaunchTemplate", new Dictionary<string, object>
        {
            ["LaunchTemplateData"] = Match.ObjectLike(new Dictionary<string, object>
            {
                ["BlockDeviceMappings"] = new object[]
                {
                    Match.ObjectLike(new Dictionary<string, object>
                    {
                        ["Ebs"] = Match.ObjectLike(new Dictionary<string, object> { ["Encrypted"] = true }),
                    }),
                },
            }),
        });
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public void Every_log_ends(bool full) => Assert.All(
        Of(full).OfType("AWS::Logs::LogGroup"),
        log => Assert.Equal(30, (int?)log.Resource["Properties"]!["RetentionInDays"]));

    [Theory]
    [MemberData(nameof(Stages))]
    public void No_log_of_calls_holds_a_path_or_a_query(bool full)
    {
        string[] revealing =
            ["path", "uri", "query", "referer", "cookie", "$context.resourcePath", "$context.routeKey", "cs-uri"];
        var stages = Of(full).OfType("AWS::ApiGatewayV2::Stage")
            .Select(one => one.Resource["Properties"]!["AccessLogSettings"]?["Format"]?.GetValue<string>())
            .OfType<string>().ToList();
        var cdn = Of(full).OfType("AWS::Logs::Delivery").Single()
            .Resource["Properties"]!["RecordFields"]!.ToJsonString();

        Assert.Single(stages);
        Assert.All(
            revealing,
            word => Assert.DoesNotContain(word, stages[0] + cdn, StringComparison.OrdinalIgnoreCase));
        Assert.All(
            Of(full).OfType("AWS::CloudFront::Distribution"),
            one => Assert.Null(one.Resource["Properties"]!["DistributionConfig"]!["Logging"]));
    }

    [Fact]
    public void The_cdn_speaks_tls_alone_and_shows_its_secret_to_gateways()
    {
        var config = Stage.Full.OfType("AWS::CloudFront::Distribution").Single()
            .Resource["Properties"]!["DistributionConfig"]!;
        var behaviours = config["CacheBehaviors"]!.AsArray();

        Assert.Equal(["/api/*", "/ws/*"], behaviours.Select(one => (string?)one!["PathPattern"]));
        Assert.All(behaviours, one => Assert.Equal("https-only", (string?)one!["ViewerProtocolPolicy"]));
        Assert.Equal("redirect-to-https", (string?)config["DefaultCacheBehavior"]!["ViewerProtocolPolicy"]);
        Assert.Equal("TLSv1.2_2021", (string?)config["ViewerCertificate"]!["MinimumProtocolVersion"]);
        Assert.Equal(2, config["Origins"]!.AsArray().Count(origin =>
            (string?)origin!["OriginCustomHeaders"]?[0]?["HeaderName"] == "X-Origin-Secret"
            && origin["OriginCustomHeaders"]![0]!["HeaderValue"]!.ToJsonString()
                .Contains("resolve:secretsmanager", StringComparison.Ordinal)));
        Assert.Equal(1, config["Origins"]!.AsArray().Count(origin => origin!["OriginAccessControlId"] is not null));
    }

    [Fact]
    public void Whatever_the_cdn_answers_tells_browsers_to_come_by_tls_alone()
    {
        var config = Stage.Full.OfType("AWS::CloudFront::Distribution").Single()
            .Resource["Properties"]!["DistributionConfig"]!;
        var policies = Stage.Full.OfType("AWS::CloudFront::ResponseHeadersPolicy").ToDictionary(
            one => one.Name, one => one.Resource["Properties"]!["ResponseHeadersPolicyConfig"]!);

        Assert.All(
            [config["DefaultCacheBehavior"], .. config["CacheBehaviors"]!.AsArray()],
            behaviour => Assert.Equal(
                365 * 24 * 60 * 60,
                (int?)policies[(string)behaviour!["ResponseHeadersPolicyId"]!["Ref"]!]
                    ["SecurityHeadersConfig"]!["StrictTransportSecurity"]!["AccessControlMaxAgeSec"]));
    }

    [Fact]
    public void The_pools_group_is_the_one_whose_members_the_api_takes_for_admins() => Assert.Equal(
        new OidcOptions("", "").AdminGroup,
        (string?)Assert.Single(Stage.Plain.OfType("AWS::Cognito::UserPoolGroup"))
            .Resource["Properties"]!["GroupName"]);

    private static bool RefusesTheClear(JsonObject policy) =>
        policy["Properties"]!["PolicyDocument"]!["Statement"]!.AsArray().Any(statement =>
            (string?)statement!["Effect"] == "Deny"
            && (string?)statement["Condition"]?["Bool"]?["aws:SecureTransport"] == "false");

    private static Stage Of(bool full) => full ? Stage.Full : Stage.Plain;
}
