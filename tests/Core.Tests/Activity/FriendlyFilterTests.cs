using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Core.Tests.Activity;

public sealed class FriendlyFilterTests
{
    [Theory]
    [InlineData("creating s3 bucket", "Creating storage bucket...")]
    [InlineData("Now CREATING S3 Bucket tmux-abc", "Creating storage bucket...")]
    [InlineData("S3 bucket created: tmux-abc", "Storage bucket ready")]
    [InlineData("Creating CloudFront distribution", "Setting up CDN...")]
    [InlineData("cloudfront created", "CDN configured")]
    [InlineData("CloudFront distribution E123 was created", "CDN configured")]
    [InlineData("cloudfront is ready", "CDN ready")]
    [InlineData("uploading 12 files to S3", "Uploading files...")]
    [InlineData("All files uploaded", "Files uploaded")]
    [InlineData("Configuring CORS", "Configuring access settings...")]
    [InlineData("cors configured", "Access settings configured")]
    [InlineData("$ npm install -D tailwindcss@3", "Installing dependencies...")]
    [InlineData("running npm run build", "Building project...")]
    [InlineData("vite build", "Compiling code...")]
    [InlineData("Health check passed", "Verifying deployment...")]
    [InlineData("Your website is now live", "Website is live!")]
    [InlineData("Deployment is complete", "Deployment complete!")]
    [InlineData("Choosing colours", "Choosing colours")]
    [InlineData("created a cloudfront", "created a cloudfront")]
    public void Text_is_rewritten_by_the_first_rule_that_occurs(string said, string shown) =>
        Assert.Equal(shown, FriendlyFilter.Apply("status", said));

    [Theory]
    [InlineData("creating cloudfront created", "Setting up CDN...")]
    [InlineData("npm install && npm run build", "Installing dependencies...")]
    [InlineData("s3 bucket created, creating s3 bucket two", "Creating storage bucket...")]
    public void Of_several_rules_the_earlier_one_wins(string said, string shown) =>
        Assert.Equal(shown, FriendlyFilter.Apply("working", said));

    [Theory]
    [InlineData("""{"s3_bucket":"b"}""")]
    [InlineData("""made {"id":1, "cloudfront_id" : "E1X"} just now""")]
    [InlineData("""{\"cloudfront_url\":\"https://x\"}""")]
    [InlineData("""{"Region":"eu-west-1"}""")]
    [InlineData("""  {"bucket":"tmux-abc123-teashop"}""")]
    [InlineData("""{"url":"https://d1.CloudFront.net"}""")]
    public void Raw_platform_data_is_dropped(string said) => Assert.Null(FriendlyFilter.Apply("resources", said));

    [Theory]
    [InlineData("the \"region\" selector works")]
    [InlineData("{ braces } in prose")]
    [InlineData("live at https://d1.cloudfront.net")]
    [InlineData("")]
    public void What_only_resembles_raw_data_stays(string said) =>
        Assert.Equal(said, FriendlyFilter.Apply("found", said));

    [Theory]
    [InlineData("75", "75%")]
    [InlineData("75%", "75%")]
    [InlineData(" 7.5 ", "8%")]
    [InlineData("250", "100%")]
    [InlineData("-3", "0%")]
    [InlineData("halfway", "halfway")]
    public void Progress_is_shown_as_a_percentage(string said, string shown) =>
        Assert.Equal(shown, FriendlyFilter.Apply("progress", said));

    [Fact]
    public void An_empty_done_is_shown_as_complete() => Assert.Equal("Complete", FriendlyFilter.Apply("done", " "));

    [Theory]
    [InlineData("error", "npm install failed: {\"region\":\"x\"}")]
    [InlineData("question", "Is your website live?")]
    [InlineData("created", "code/health check.html")]
    [InlineData("summary", "I ran npm install and your website is live.")]
    public void Errors_questions_and_values_keep_their_text(string type, string said) =>
        Assert.Equal(said, FriendlyFilter.Apply(type, said));
}
