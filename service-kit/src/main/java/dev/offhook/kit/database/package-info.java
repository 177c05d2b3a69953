/** Plain SQL without a mapper: statements of one transaction, whoever opened it. */
package dev.offhook.kit.database;
