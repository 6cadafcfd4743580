/*
 * record_name.c - what columns and controlled words are called in practice.
 *
 * One table each. The field's own English name always counts; the rest is
 * what departments write.
 */
#include "text/record_field.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>

static const struct {
	enum entry_field field;
	const char *name;		/* as plain() makes it */
} names[] = {
	{ ENTRY_EXTERNAL_ID, "编号" }, { ENTRY_EXTERNAL_ID, "序号" },
	{ ENTRY_EXTERNAL_ID, "id" }, { ENTRY_EXTERNAL_ID, "知识编号" },
	{ ENTRY_EXTERNAL_ID, "知识点编号" }, { ENTRY_EXTERNAL_ID, "唯一标识" },
	{ ENTRY_KIND, "类型" }, { ENTRY_KIND, "知识类型" },
	{ ENTRY_KIND, "种类" },
	{ ENTRY_TITLE, "标题" }, { ENTRY_TITLE, "名称" },
	{ ENTRY_TITLE, "事项名称" }, { ENTRY_TITLE, "知识标题" },
	{ ENTRY_TITLE, "题目" },
	{ ENTRY_QUESTION, "问题" }, { ENTRY_QUESTION, "问" },
	{ ENTRY_QUESTION, "咨询问题" }, { ENTRY_QUESTION, "提问" },
	{ ENTRY_QUESTION, "常见问题" },
	{ ENTRY_ANSWER_FULL, "答复" }, { ENTRY_ANSWER_FULL, "回答" },
	{ ENTRY_ANSWER_FULL, "答" }, { ENTRY_ANSWER_FULL, "内容" },
	{ ENTRY_ANSWER_FULL, "正文" }, { ENTRY_ANSWER_FULL, "答案" },
	{ ENTRY_ANSWER_FULL, "答复内容" }, { ENTRY_ANSWER_FULL, "解答" },
	{ ENTRY_ANSWER_SHORT, "简答" }, { ENTRY_ANSWER_SHORT, "口径" },
	{ ENTRY_ANSWER_SHORT, "答复口径" },
	{ ENTRY_ANSWER_PLAIN, "通俗解答" }, { ENTRY_ANSWER_PLAIN, "通俗版" },
	{ ENTRY_CAUTIONS, "注意事项" },
	{ ENTRY_LANG, "语言" }, { ENTRY_LANG, "语种" },
	{ ENTRY_TRANSLATION_OF, "译自" },
	{ ENTRY_DOC_TITLE, "政策名称" }, { ENTRY_DOC_TITLE, "文件名称" },
	{ ENTRY_DOC_TITLE, "政策文件" },
	{ ENTRY_DOC_NUMBER, "文号" }, { ENTRY_DOC_NUMBER, "发文字号" },
	{ ENTRY_CLAUSE, "条款" }, { ENTRY_CHAPTER, "章节" },
	{ ENTRY_ISSUING_BODY, "发文机关" }, { ENTRY_ISSUING_BODY, "发文单位" },
	{ ENTRY_ISSUING_BODY, "制定机关" }, { ENTRY_ISSUING_BODY, "发布机关" },
	{ ENTRY_JOINT_BODIES, "联合发文机关" },
	{ ENTRY_JOINT_BODIES, "联合发文单位" },
	{ ENTRY_LEVEL, "效力级别" }, { ENTRY_LEVEL, "效力层级" },
	{ ENTRY_SIGNED_ON, "成文日期" }, { ENTRY_SIGNED_ON, "签发日期" },
	{ ENTRY_PUBLISHED_ON, "发布日期" }, { ENTRY_PUBLISHED_ON, "公布日期" },
	{ ENTRY_PUBLISHED_ON, "发布时间" },
	{ ENTRY_EFFECTIVE_ON, "施行日期" }, { ENTRY_EFFECTIVE_ON, "生效日期" },
	{ ENTRY_EFFECTIVE_ON, "实施日期" },
	{ ENTRY_VALID_TO, "有效期至" }, { ENTRY_VALID_TO, "失效日期" },
	{ ENTRY_VALID_TO, "截止日期" },
	{ ENTRY_REPEALED_ON, "废止日期" }, { ENTRY_TRIAL, "试行" },
	{ ENTRY_SUPERSEDES, "替代" }, { ENTRY_SUPERSEDED_BY, "被替代" },
	{ ENTRY_IMPLEMENTS, "上位文件" }, { ENTRY_BASIS, "政策依据" },
	{ ENTRY_BASIS, "依据" }, { ENTRY_BASIS, "法律依据" },
	{ ENTRY_DISCLOSURE, "公开属性" }, { ENTRY_DISCLOSURE, "公开方式" },
	{ ENTRY_REGION, "地区" }, { ENTRY_REGION, "区域" },
	{ ENTRY_REGION, "适用地区" },
	{ ENTRY_APPLIES_TO, "适用对象" }, { ENTRY_APPLIES_TO, "服务对象" },
	{ ENTRY_TOPIC, "主题" }, { ENTRY_TOPIC, "分类" },
	{ ENTRY_TOPIC, "主题分类" },
	{ ENTRY_KEYWORDS, "关键词" }, { ENTRY_KEYWORDS, "关键字" },
	{ ENTRY_SYNONYMS, "同义词" }, { ENTRY_SYNONYMS, "别名" },
	{ ENTRY_LABELS, "标签" },
	{ ENTRY_CONDITIONS, "办理条件" }, { ENTRY_CONDITIONS, "申请条件" },
	{ ENTRY_CONDITIONS, "受理条件" },
	{ ENTRY_MATERIALS, "办理材料" }, { ENTRY_MATERIALS, "所需材料" },
	{ ENTRY_MATERIALS, "申请材料" },
	{ ENTRY_PROCEDURE, "办理流程" }, { ENTRY_PROCEDURE, "办理程序" },
	{ ENTRY_TIME_LIMIT_LEGAL, "法定时限" },
	{ ENTRY_TIME_LIMIT_LEGAL, "法定办结时限" },
	{ ENTRY_TIME_LIMIT_PROMISED, "承诺时限" },
	{ ENTRY_TIME_LIMIT_PROMISED, "承诺办结时限" },
	{ ENTRY_OFFICE, "办理地点" }, { ENTRY_OFFICE, "办公地址" },
	{ ENTRY_OFFICE, "地址" },
	{ ENTRY_HOURS, "办理时间" }, { ENTRY_HOURS, "办公时间" },
	{ ENTRY_PHONE, "咨询电话" }, { ENTRY_PHONE, "联系电话" },
	{ ENTRY_PHONE, "电话" },
	{ ENTRY_FEE, "收费标准" }, { ENTRY_FEE, "收费" },
	{ ENTRY_URL, "链接" }, { ENTRY_URL, "网址" },
	{ ENTRY_ONLINE, "网上办理" }, { ENTRY_ONLINE, "在线办理" },
	{ ENTRY_OWNER_UNIT, "责任单位" }, { ENTRY_OWNER_UNIT, "答复单位" },
	{ ENTRY_OWNER_UNIT, "部门" }, { ENTRY_OWNER_UNIT, "主管部门" },
	{ ENTRY_OWNER_PERSON, "责任人" }, { ENTRY_EDITOR, "采编人" },
	{ ENTRY_REVIEWER, "审核人" }, { ENTRY_REVIEWED_ON, "审核日期" },
	{ ENTRY_REVIEW_DUE, "复审日期" }, { ENTRY_STATUS, "状态" },
	{ ENTRY_SECRECY, "密级" }, { ENTRY_SECRECY, "使用范围" },
};

static const struct {
	enum entry_field field;
	const char *written;		/* as plain() makes it */
	const char *word;
} words[] = {
	{ ENTRY_KIND, "问答", "qa" }, { ENTRY_KIND, "政策问答", "qa" },
	{ ENTRY_KIND, "q&a", "qa" }, { ENTRY_KIND, "faq", "qa" },
	{ ENTRY_KIND, "常见问题", "qa" },
	{ ENTRY_KIND, "办事指南", "guide" }, { ENTRY_KIND, "指南", "guide" },
	{ ENTRY_KIND, "服务指南", "guide" },
	{ ENTRY_KIND, "政策文件", "policy_doc" },
	{ ENTRY_KIND, "政策", "policy_doc" },
	{ ENTRY_KIND, "文件", "policy_doc" },
	{ ENTRY_KIND, "法规", "policy_doc" },
	{ ENTRY_KIND, "policy", "policy_doc" },
	{ ENTRY_KIND, "政策解读", "interpretation" },
	{ ENTRY_KIND, "解读", "interpretation" },
	{ ENTRY_KIND, "通知", "notice" }, { ENTRY_KIND, "公告", "notice" },
	{ ENTRY_KIND, "口径", "notice" },
	{ ENTRY_KIND, "联系方式", "contact" },
	{ ENTRY_KIND, "通讯录", "contact" },
	{ ENTRY_KIND, "名词解释", "term" }, { ENTRY_KIND, "术语", "term" },
	{ ENTRY_KIND, "涉外", "foreign" }, { ENTRY_KIND, "涉外政策", "foreign" },
	{ ENTRY_LANG, "中文", "zh" }, { ENTRY_LANG, "汉语", "zh" },
	{ ENTRY_LANG, "zh-cn", "zh" }, { ENTRY_LANG, "zh_cn", "zh" },
	{ ENTRY_LANG, "英文", "en" }, { ENTRY_LANG, "英语", "en" },
	{ ENTRY_LANG, "english", "en" }, { ENTRY_LANG, "en-us", "en" },
	{ ENTRY_LEVEL, "法律", "law" },
	{ ENTRY_LEVEL, "行政法规", "administrative regulation" },
	{ ENTRY_LEVEL, "地方性法规", "local regulation" },
	{ ENTRY_LEVEL, "规章", "rule" }, { ENTRY_LEVEL, "部门规章", "rule" },
	{ ENTRY_LEVEL, "地方政府规章", "rule" },
	{ ENTRY_LEVEL, "规范性文件", "normative document" },
	{ ENTRY_LEVEL, "司法解释", "judicial interpretation" },
	{ ENTRY_LEVEL, "解读", "interpretation" },
	{ ENTRY_LEVEL, "口径", "answer line" },
	{ ENTRY_DISCLOSURE, "主动公开", "public" },
	{ ENTRY_DISCLOSURE, "公开", "public" },
	{ ENTRY_DISCLOSURE, "依申请公开", "on request" },
	{ ENTRY_DISCLOSURE, "不予公开", "not public" },
	{ ENTRY_DISCLOSURE, "不公开", "not public" },
	{ ENTRY_STATUS, "草稿", "draft" }, { ENTRY_STATUS, "审核中", "in review" },
	{ ENTRY_STATUS, "已发布", "published" },
	{ ENTRY_STATUS, "发布", "published" },
	{ ENTRY_STATUS, "有效", "published" },
	{ ENTRY_STATUS, "停用", "suspended" },
	{ ENTRY_STATUS, "暂停", "suspended" },
	{ ENTRY_STATUS, "撤回", "withdrawn" },
	{ ENTRY_STATUS, "部分废止", "partly repealed" },
	{ ENTRY_SECRECY, "公开", "public" }, { ENTRY_SECRECY, "对外", "public" },
	{ ENTRY_SECRECY, "内部", "internal" },
	{ ENTRY_SECRECY, "仅内部", "internal" },
	{ ENTRY_SECRECY, "内部使用", "internal" },
	{ ENTRY_SECRECY, "internal only", "internal" },
	{ ENTRY_TRIAL, "是", "yes" }, { ENTRY_TRIAL, "试行", "yes" },
	{ ENTRY_TRIAL, "暂行", "yes" }, { ENTRY_TRIAL, "true", "yes" },
	{ ENTRY_TRIAL, "1", "yes" }, { ENTRY_TRIAL, "否", "no" },
	{ ENTRY_TRIAL, "false", "no" }, { ENTRY_TRIAL, "0", "no" },
};

/* Blanks, stars, colons, and what follows a bracket go; wide letters become
 * ASCII, capitals small. */
static void
plain(struct buf *out, struct slice in)
{
	while (in.bytes > 0) {
		uint32_t ch = utf8_next(&in);

		if (ch >= 0xff01 && ch <= 0xff5e)
			ch -= 0xfee0;
		if (ch == '(' && out->bytes > 0)
			break;
		if (ch == '*' || ch == ':' || ch == 0x3000 || ch == 0xa0 ||
		    ch == 0xfeff || ch == '\t' || ch == '\n' || ch == '\r')
			continue;
		if (ch >= 'A' && ch <= 'Z')
			ch += 'a' - 'A';
		utf8_put(out, ch);
	}
}

enum entry_field
record_name_find(struct slice name)
{
	struct buf key = BUF_INIT;
	struct slice s;
	enum entry_field found;

	plain(&key, name);
	s = slice_trim(buf_slice(&key));
	found = entry_field_find(s);
	for (size_t i = 0; i < COUNT(names) && found == ENTRY_FIELD_COUNT; i++)
		if (slice_is(s, names[i].name))
			found = names[i].field;
	buf_release(&key);
	return found;
}

const char *
record_word_find(enum entry_field f, struct slice written)
{
	struct buf key = BUF_INIT;
	const char *found = NULL;

	for (size_t i = 0; i < COUNT(words) && !found; i++) {
		if (words[i].field != f)
			continue;	/* as all are for most fields */
		if (key.bytes == 0)
			plain(&key, written);
		if (slice_is(slice_trim(buf_slice(&key)), words[i].written))
			found = words[i].word;
	}
	buf_release(&key);
	return found;
}
